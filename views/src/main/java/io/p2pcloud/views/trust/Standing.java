package io.p2pcloud.views.trust;

import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.RefusalReason;
import io.p2pcloud.views.common.Tone;

/// How the light client stands, as the page and the status bar show it.
public enum Standing {
    /// There is no chain to prove anything of.
    NO_NETWORK("mdi2s-shield-outline", Tone.NEUTRAL),
    /// On the way; nothing is proven yet.
    CATCHING_UP("mdi2s-shield-sync-outline", Tone.NEUTRAL),
    PROVEN("mdi2s-shield-check", Tone.SUCCESS),
    /// No server answers; what was proven before stays readable.
    OFFLINE("mdi2s-shield-off-outline", Tone.WARNING),
    /// The place to start from is too old.
    STALE("mdi2s-shield-alert-outline", Tone.DANGER),
    /// The light client refuses to go on for another reason.
    REFUSED("mdi2s-shield-alert-outline", Tone.DANGER);

    private final String icon;
    private final Tone tone;

    Standing(String icon, Tone tone) {
        this.icon = icon;
        this.tone = tone;
    }

    public static Standing of(Sync sync) {
        return switch (sync) {
            case Sync.Starting _ -> CATCHING_UP;
            case Sync.Following _ -> PROVEN;
            case Sync.Unreachable _ -> OFFLINE;
            case Sync.Refused(var refusal, _) ->
                    refusal.reason() == RefusalReason.STALE_CHECKPOINT ? STALE : REFUSED;
        };
    }

    public String icon() {
        return icon;
    }

    public Tone tone() {
        return tone;
    }
}
