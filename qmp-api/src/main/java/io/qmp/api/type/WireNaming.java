package io.qmp.api.type;

import io.qmp.api.Stable;
import java.util.Locale;

/**
 * The rules by which names on the wire follow from Java names.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class WireNaming {
    private WireNaming() {}

    /** {@return the member's name that a component's name stands for: {@code nodeName} gives {@code node-name}} */
    public static String member(String component) {
        StringBuilder name = new StringBuilder(component.length() + 4);
        for (int i = 0; i < component.length(); i++) {
            char c = component.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('-').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /**
     * {@return the value on the wire that a constant stands for: its {@link WireName}, or its name in lower case with
     * hyphens}
     */
    public static String enumValue(Enum<?> constant) {
        try {
            WireName name =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(WireName.class);
            return name != null
                    ? name.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new AssertionError("an enum constant is a public field of its class", e);
        }
    }
}
