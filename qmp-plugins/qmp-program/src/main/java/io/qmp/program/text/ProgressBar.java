package io.qmp.program.text;

import io.qmp.api.Experimental;
import java.util.Locale;

/**
 * A bar that shows how far something is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ProgressBar {
    private ProgressBar() {}

    /**
     * {@return a bar and the percentage, such as {@code [###...]  50 %}}
     *
     * @param ratio from 0 to 1; what is beyond is cut off
     * @param width how many characters are between the brackets
     */
    public static String of(double ratio, int width) {
        double known = Double.isNaN(ratio) ? 0 : Math.max(0, Math.min(1, ratio));
        int done = (int) (known * width);
        return "[" + "#".repeat(done) + ".".repeat(width - done) + "] "
                + String.format(Locale.ROOT, "%3d %%", (int) (known * 100));
    }
}
