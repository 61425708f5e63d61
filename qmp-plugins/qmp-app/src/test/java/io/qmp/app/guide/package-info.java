/** Runs what the guide shows: its snippets of Java and its commands, and compares what they print. */
@NullMarked
package io.qmp.app.guide;

import org.jspecify.annotations.NullMarked;
