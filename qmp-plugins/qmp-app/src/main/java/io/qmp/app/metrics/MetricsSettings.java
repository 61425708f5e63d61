package io.qmp.app.metrics;

import io.qmp.api.wire.TcpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Settings of the exporter.
 *
 * @param listen where Prometheus gets the page
 * @param targets virtual machines whose addresses are known
 * @param watched directories or patterns of sockets, each socket one virtual machine
 * @param labels of the metrics of all virtual machines
 * @param period how often each is asked
 * @param deadline how long each may take for an answer
 * @param libvirtNames whether metrics have the names of exporters for libvirt, too
 */
public record MetricsSettings(
        TcpAddress listen,
        List<VmTarget> targets,
        List<String> watched,
        Map<String, String> labels,
        Duration period,
        Duration deadline,
        boolean libvirtNames) {}
