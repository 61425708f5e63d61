/**
 * The archive of classes from which the program starts faster. It is of one image and one JDK, and kept in the user's
 * cache: {@code ClassArchive} says whether it is missing and starts {@code ArchiveMaker}, a process of its own, which
 * has {@code ArchiveJvm} run the program once and write down what it loaded.
 */
@NullMarked
package io.qmp.app.archive;

import org.jspecify.annotations.NullMarked;
