package io.qmp.mux.audit;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Locale;

/** The form of the records in a file. */
final class AuditLines {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    QmpObject of(AuditRecord entry) {
        Request request = entry.request();
        QmpObject.Builder line = QmpObject.builder()
                .put("t", QmpValue.of(entry.time().toString()))
                .put("seq", QmpValue.of(entry.sequence()))
                .put("client", client(entry.client()))
                .put("role", QmpValue.of(entry.role()))
                .put("command", QmpValue.of(request.command()));
        if (request.outOfBand()) {
            line.put("oob", QmpValue.of(true));
        }
        line.put("arguments", request.arguments()).put("rule", QmpValue.of(entry.rule()));
        entry.end().ifPresent(end -> line.put("end", end(end)));
        return line.build();
    }

    private static QmpObject client(SessionInfo client) {
        QmpObject.Builder who = QmpObject.builder()
                .put("session", QmpValue.of(client.id()))
                .put("listener", QmpValue.of(client.monitor()))
                .put("peer", QmpValue.of(client.peer().toString()));
        client.credentials().uid().ifPresent(uid -> who.put("uid", QmpValue.of(uid)));
        client.credentials().gid().ifPresent(gid -> who.put("gid", QmpValue.of(gid)));
        client.credentials().pid().ifPresent(pid -> who.put("pid", QmpValue.of(pid)));
        client.certificate().ifPresent(shown -> who.put("certificate", QmpValue.of(shown.subject())));
        return who.build();
    }

    private static QmpObject end(AuditRecord.End end) {
        QmpObject.Builder how = QmpObject.builder()
                .put("outcome", QmpValue.of(end.outcome().name().toLowerCase(Locale.ROOT)));
        end.error()
                .ifPresent(error ->
                        how.put("class", QmpValue.of(error.errorClass())).put("desc", QmpValue.of(error.desc())));
        return how.put("waitMs", milliseconds(end.waitedNanos()))
                .put("upstreamMs", milliseconds(end.upstreamNanos()))
                .build();
    }

    private static QmpDouble milliseconds(long nanos) {
        return QmpValue.of(nanos / NANOS_PER_MILLISECOND);
    }
}
