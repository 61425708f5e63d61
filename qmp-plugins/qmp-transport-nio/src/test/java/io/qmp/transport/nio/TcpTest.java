package io.qmp.transport.nio;

import io.qmp.api.wire.Transport;
import io.qmp.contracts.TcpTransportContract;
import io.qmp.contracts.TransportCapability;
import java.util.EnumSet;
import java.util.Set;

class TcpTest extends TcpTransportContract {
    @Override
    protected Transport newTransport() {
        return NioTransport.create();
    }

    @Override
    protected Set<TransportCapability> capabilities() {
        return EnumSet.noneOf(TransportCapability.class);
    }
}
