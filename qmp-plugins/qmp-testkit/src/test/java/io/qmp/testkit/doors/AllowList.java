package io.qmp.testkit.doors;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpObject;
import java.util.Map;
import java.util.function.Predicate;

// README
/** Lets commands pass whose arguments fit a rule; other commands are disabled. */
record AllowList(Map<String, Predicate<QmpObject>> rules) implements QmpPlugin {
    @Override
    public void register(PluginRegistry registry) {
        registry.interceptor((request, context, next) -> {
            Predicate<QmpObject> rule = rules.get(request.command());
            if (rule == null || !rule.test(request.arguments())) {
                throw new CommandFailedException(
                        QmpError.commandNotFound("Command " + request.command() + " has been disabled"));
            }
            return next.handle(request, context);
        });
    }
}
// end
