package io.qmp.codec.guice;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.qmp.api.wire.WireCodec;
import io.qmp.codec.JsonWireCodec;
import org.junit.jupiter.api.Test;

class CodecModuleTest {
    @Test
    void bindsOneCodec() {
        Injector injector = Guice.createInjector(new CodecModule());
        assertThat(injector.getInstance(WireCodec.class))
                .isInstanceOf(JsonWireCodec.class)
                .isSameAs(injector.getInstance(WireCodec.class));
    }
}
