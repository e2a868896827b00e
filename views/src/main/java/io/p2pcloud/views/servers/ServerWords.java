package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;

/// A server's state as a word and a tone, the same everywhere.
public final class ServerWords {
    private ServerWords() {}

    public static String state(ServerState state) {
        return switch (state) {
            case ServerState.Launching _ -> Texts.of("server.launching");
            case ServerState.Running _ -> Texts.of("server.running");
            case ServerState.Stopped _ -> Texts.of("server.stopped");
            case ServerState.Failed _ -> Texts.of("server.failed");
            case ServerState.Closing _ -> Texts.of("server.closing");
            case ServerState.Closed _ -> Texts.of("server.closed");
        };
    }

    public static Tone tone(ServerState state) {
        return switch (state) {
            case ServerState.Launching _ -> Tone.ACCENT;
            case ServerState.Running _ -> Tone.SUCCESS;
            case ServerState.Stopped _, ServerState.Closed _ -> Tone.NEUTRAL;
            case ServerState.Failed _ -> Tone.DANGER;
            case ServerState.Closing _ -> Tone.WARNING;
        };
    }

    /// The shape that goes with the tone.
    public static String icon(ServerState state) {
        return switch (state) {
            case ServerState.Launching _ -> "mdi2r-rocket-launch-outline";
            case ServerState.Running _ -> "mdi2c-circle-medium";
            case ServerState.Stopped _ -> "mdi2p-power";
            case ServerState.Failed _ -> "mdi2c-close-circle";
            case ServerState.Closing _ -> "mdi2t-timer-sand";
            case ServerState.Closed _ -> "mdi2c-check";
        };
    }
}
