package io.p2pcloud.views.common;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger;

/// Something that failed, as the screen says it.
///
/// @param sentence what was wrong and what to do, for people
/// @param details to copy, for whoever helps them
public record Problem(String sentence, String details) {
    private static final Logger LOG = System.getLogger(Problem.class.getName());

    /// Services put a sentence for the user into the message of what they throw; an exception
    /// without one is a defect of the program, and is said to be.
    public static Problem of(Exception e) {
        LOG.log(Logger.Level.DEBUG, "an act of the user failed", e);
        var cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
        var message = cause == null ? null : cause.getMessage();
        var sentence =
                message == null || message.isBlank()
                        ? Texts.of("problem.unknown", e.getClass().getSimpleName())
                        : message;
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        return new Problem(sentence, sentence + System.lineSeparator() + trace);
    }

    /// A short, stable code for the same failure, to quote and to search for.
    public String code() {
        return "E-%04X".formatted(sentence.replaceAll("[0-9]+", "#").hashCode() & 0xffff);
    }
}
