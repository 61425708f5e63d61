package io.qmp.app.process;

/** What the launcher of an image knows of its JVM. */
public final class Image {
    private Image() {}

    /**
     * {@return whether the class path is the image's, and there is no module path} Then what services there are is
     * known without a look into the jars.
     */
    public static boolean isClassPath() {
        return "image".equals(System.getProperty("qmp.class.path")) && System.getProperty("jdk.module.path") == null;
    }
}
