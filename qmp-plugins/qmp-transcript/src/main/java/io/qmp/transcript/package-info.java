/**
 * Transcripts of QMP. {@link io.qmp.transcript.Transcript} is one, {@link io.qmp.transcript.TranscriptRecorder} records
 * one, {@link io.qmp.transcript.TranscriptImport} reads other forms, {@link io.qmp.transcript.ReplayPlugin} answers the
 * clients of a server from one.
 *
 * <p>Start with {@link io.qmp.transcript.Transcript#read Transcript.read}.
 */
@NullMarked
package io.qmp.transcript;

import org.jspecify.annotations.NullMarked;
