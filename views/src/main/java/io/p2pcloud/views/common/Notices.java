package io.p2pcloud.views.common;

/// Says something in passing, at the window's edge.
@FunctionalInterface
public interface Notices {
    void say(Tone tone, String words);

    default void failed(Problem problem) {
        say(Tone.DANGER, problem.sentence());
    }
}
