package io.qmp.micrometer;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.opentelemetry.OpenTelemetryCalls;
import io.qmp.testkit.fake.QemuSchema;

/** What observes a client in a benchmark. */
public enum Observer {
    /** Nothing does. */
    NOTHING {
        @Override
        QmpClientBuilder client() {
            return QmpClient.builder();
        }
    },
    /** Meters that know the schema, bound to a registry for Prometheus. */
    METERS {
        @Override
        QmpClientBuilder client() {
            ClientMeters meters = new ClientMeters(Tags.of("vm", "web"));
            meters.bindTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            meters.learn(QemuSchema.V10_0.read());
            return QmpClient.builder().metrics(meters);
        }
    },
    /** Spans of an SDK that samples none. */
    UNSAMPLED {
        @Override
        QmpClientBuilder client() {
            OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .setSampler(Sampler.alwaysOff())
                            .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                            .build())
                    .build();
            return QmpClient.builder().callListener(OpenTelemetryCalls.of(sdk, QmpAddress.parse("unix:/run/vm.qmp")));
        }
    };

    /** {@return a client that is observed} */
    abstract QmpClientBuilder client();
}
