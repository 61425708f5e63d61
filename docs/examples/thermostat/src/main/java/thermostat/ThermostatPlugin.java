package thermostat;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import thermostat.Messages.QueryTarget;
import thermostat.Messages.SetTarget;
import thermostat.Messages.Target;
import thermostat.Messages.TargetChanged;

/** The commands of a thermostat. */
public final class ThermostatPlugin implements QmpPlugin {
    private double celsius = 20;

    @Override
    public void register(PluginRegistry registry) {
        registry.event(TargetChanged.class);
        registry.command(QueryTarget.class, (query, context) -> completedFuture(new Target(celsius)));
        registry.command(SetTarget.class, (set, context) -> {
            if (set.celsius() < 5 || set.celsius() > 30) {
                throw CommandFailedException.generic("the target must be between 5 and 30");
            }
            if (set.celsius() != celsius) {
                celsius = set.celsius();
                registry.server().emit(new TargetChanged(celsius));
            }
            return completedFuture(Nothing.NOTHING);
        });
    }
}
