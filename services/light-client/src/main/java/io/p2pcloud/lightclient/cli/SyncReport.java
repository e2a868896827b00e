package io.p2pcloud.lightclient.cli;

import io.p2pcloud.lightclient.LightClientState;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.ProvenBlock;
import io.p2pcloud.lightclient.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells how far a client is.
public final class SyncReport {
    private SyncReport() {}

    /// @param took from the first request to this state
    public static Report of(LightClientState state, Duration took) {
        var members = new LinkedHashMap<String, Object>();
        members.put("network", state.network());
        return switch (state.sync()) {
            case Sync.Following following -> following(state, following, members, took);
            case Sync.Refused(Refusal refusal, Sync last) -> refused(refusal, members, took);
            case Sync.Unreachable(String sentence, Sync last) ->
                    unreachable(sentence, members, took);
            case Sync.Starting starting ->
                    unreachable(
                            "No block of " + state.network() + " is proven yet; try again soon.",
                            members,
                            took);
        };
    }

    private static Report following(
            LightClientState state,
            Sync.Following following,
            Map<String, Object> members,
            Duration took) {
        members.put("status", "following");
        members.put("finalized", block(following.finalized()));
        members.put("optimistic", block(following.optimistic()));
        var participation = new LinkedHashMap<String, Object>();
        participation.put("signed", following.participants());
        participation.put("of", following.committeeSize());
        members.put("participation", participation);
        members.put("clockSkewSeconds", state.clockSkew().toSeconds());
        members.put("millis", took.toMillis());
        var text =
                "network     "
                        + state.network()
                        + "\n"
                        + line("finalized", following.finalized())
                        + line("optimistic", following.optimistic())
                        + "signed by   "
                        + following.participants()
                        + " of "
                        + following.committeeSize()
                        + skew(state.clockSkew())
                        + "\ntime taken  "
                        + took.toMillis()
                        + " ms";
        return new Report(text, members, ExitStatus.PROVEN);
    }

    private static String skew(Duration skew) {
        if (skew.isZero()) {
            return "";
        }
        return "\nclock       this computer's clock seems "
                + skew.abs().toSeconds()
                + (skew.isNegative()
                        ? " seconds ahead, or the servers stand still"
                        : " seconds behind");
    }

    private static Report refused(Refusal refusal, Map<String, Object> members, Duration took) {
        members.put("status", "refused");
        members.put("reason", refusal.reason().name());
        members.put("sentence", refusal.sentence());
        members.put("millis", took.toMillis());
        return new Report("refused: " + refusal.sentence(), members, ExitStatus.REFUSED);
    }

    private static Report unreachable(String sentence, Map<String, Object> members, Duration took) {
        members.put("status", "unreachable");
        members.put("sentence", sentence);
        members.put("millis", took.toMillis());
        return new Report("unreachable: " + sentence, members, ExitStatus.UNREACHABLE);
    }

    private static String line(String name, ProvenBlock block) {
        return String.format(
                "%-11s slot %d, block %d, hash %s, state root %s%n",
                name, block.slot(), block.number(), block.hash(), block.stateRoot());
    }

    /// The members that say which block something was proven at.
    static Map<String, Object> block(ProvenBlock block) {
        var members = new LinkedHashMap<String, Object>();
        members.put("slot", block.slot());
        members.put("blockNumber", block.number());
        members.put("blockHash", block.hash().toHex());
        members.put("stateRoot", block.stateRoot().toHex());
        members.put("time", block.time().toString());
        return members;
    }
}
