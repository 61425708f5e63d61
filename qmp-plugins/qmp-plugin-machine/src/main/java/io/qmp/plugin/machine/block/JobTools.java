package io.qmp.plugin.machine.block;

import io.qmp.plugin.machine.job.Jobs;

/**
 * What jobs that work on nodes are made with.
 *
 * @param graph the nodes
 * @param changes changes them
 * @param jobs the jobs
 * @param later whether jobs behave as in versions after 7.2
 * @param rate the bytes a second that jobs without a speed copy; 0 for all at once
 */
record JobTools(BlockGraph graph, GraphChanges changes, Jobs jobs, boolean later, long rate) {}
