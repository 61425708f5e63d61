package io.qmp.plugin.machine.version;

/**
 * Texts of errors about files that cannot be made, without the reason, as formats for the name.
 *
 * @param screen the image of a screen
 * @param memory a dump of the memory
 */
public record FileWording(String screen, String memory) {
    private static final String CREATE = "Could not create '%s'";
    private static final String FAILED = "failed to open file '%s'";

    static final FileWording V7_2 = new FileWording(FAILED, "Could not open '%s'");
    static final FileWording V10_0 = new FileWording(FAILED, CREATE);
    static final FileWording V11_1 = new FileWording(CREATE, CREATE);
}
