package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.message.QmpMessage;
import io.qmp.client.spi.TrafficTap;

/**
 * The tap of a client, for a {@link TranscriptRecorder}: {@code QmpClient.builder().tap(new ClientRecorder(recorder,
 * 1))}.
 *
 * @param recorder writes the transcript
 * @param connection the number of the client's connection in it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ClientRecorder(TranscriptRecorder recorder, long connection) implements TrafficTap {
    @Override
    public void sent(QmpMessage message) {
        recorder.record(connection, Direction.TO_SERVER, message);
    }

    @Override
    public void received(QmpMessage message) {
        recorder.record(connection, Direction.TO_CLIENT, message);
    }
}
