package io.qmp.app.top;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.vm.metrics.VmOverview;
import java.util.OptionalDouble;

/** The same for programs: an object for each virtual machine. */
public final class TopJson {
    private TopJson() {}

    /** {@return a virtual machine as an object} What is not known is not in it. */
    public static QmpObject object(NamedOverview named) {
        VmOverview vm = named.vm();
        QmpObject.Builder object =
                QmpObject.builder().put("vm", QmpValue.of(named.name())).put("up", QmpValue.of(vm.up()));
        if (!vm.state().isEmpty()) {
            object.put("state", QmpValue.of(vm.state()));
        }
        if (vm.vcpus() > 0) {
            object.put("vcpus", QmpValue.of(vm.vcpus()));
        }
        put(object, "cpu", vm.cpu());
        put(object, "balloon-bytes", vm.balloon());
        put(object, "guest-available-bytes", vm.guestAvailable());
        object.put("disks", new QmpArray(vm.disks().stream().map(TopJson::disk).toList()));
        object.put("jobs", new QmpArray(vm.jobs().stream().map(TopJson::job).toList()));
        vm.migration().ifPresent(migration -> object.put("migration", migration(migration)));
        return object.build();
    }

    private static QmpValue disk(VmOverview.Disk disk) {
        return QmpObject.builder()
                .put("device", QmpValue.of(disk.device()))
                .put("node", QmpValue.of(disk.node()))
                .put("read-bytes-per-second", number(disk.readBytes()))
                .put("written-bytes-per-second", number(disk.writtenBytes()))
                .put("requests-per-second", number(disk.requests()))
                .build();
    }

    private static QmpValue job(VmOverview.Job job) {
        return QmpObject.builder()
                .put("id", QmpValue.of(job.id()))
                .put("type", QmpValue.of(job.type()))
                .put("progress", number(job.ratio()))
                .build();
    }

    private static QmpValue migration(VmOverview.Migration migration) {
        QmpObject.Builder object = QmpObject.builder().put("status", QmpValue.of(migration.status()));
        put(object, "progress", migration.ratio());
        return object.build();
    }

    private static void put(QmpObject.Builder object, String name, OptionalDouble value) {
        value.ifPresent(known -> object.put(name, number(known)));
    }

    /** {@return a number with three places at most} */
    private static QmpValue number(double value) {
        return QmpValue.of(Math.round(value * 1000) / 1000.0);
    }
}
