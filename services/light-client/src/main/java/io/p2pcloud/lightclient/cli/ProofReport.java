package io.p2pcloud.lightclient.cli;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Head;
import io.p2pcloud.lightclient.ProofOutcome;
import io.p2pcloud.lightclient.ProvenAccount;
import io.p2pcloud.lightclient.ProvenBlock;
import io.p2pcloud.lightclient.Refusal;
import io.p2pcloud.lightclient.execution.AccountState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells what was proven about an account, or why nothing was.
public final class ProofReport {
    private static final int HEX = 16;

    private ProofReport() {}

    /// Reads a slot: decimal, or hexadecimal behind `0x`.
    ///
    /// @throws IllegalArgumentException with a sentence for the user
    public static Bytes32 slot(String text) {
        try {
            return Bytes32.ofNumber(
                    text.startsWith("0x")
                            ? new BigInteger(text.substring(2), HEX)
                            : new BigInteger(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a storage slot is a number, not " + text, e);
        }
    }

    /// @param slots in the order they were asked for
    public static Report of(
            Address account, List<Bytes32> slots, Head head, ProofOutcome<ProvenAccount> outcome) {
        var members = new LinkedHashMap<String, Object>();
        members.put("account", account.toHex());
        members.put("head", head.name().toLowerCase(Locale.ROOT));
        return switch (outcome) {
            case ProofOutcome.Proven<ProvenAccount>(ProvenAccount proven, ProvenBlock block) ->
                    proven(proven, block, slots, members);
            case ProofOutcome.Refused<ProvenAccount>(Refusal refusal) -> {
                members.put("proven", false);
                members.put("reason", refusal.reason().name());
                members.put("sentence", refusal.sentence());
                yield new Report("not proven: " + refusal.sentence(), members, ExitStatus.REFUSED);
            }
            case ProofOutcome.Unreachable<ProvenAccount>(String sentence) -> {
                members.put("proven", false);
                members.put("reason", "UNREACHABLE");
                members.put("sentence", sentence);
                yield new Report("not proven: " + sentence, members, ExitStatus.UNREACHABLE);
            }
        };
    }

    private static Report proven(
            ProvenAccount proven,
            ProvenBlock block,
            List<Bytes32> slots,
            Map<String, Object> members) {
        var state = proven.state();
        boolean exists = !state.equals(AccountState.ABSENT);
        members.put("proven", true);
        members.put("block", SyncReport.block(block));
        members.put("exists", exists);
        members.put("nonce", state.nonce().toString());
        members.put("balance", state.balance().toString());
        members.put("codeHash", state.codeHash().toHex());
        members.put("storageRoot", state.storageRoot().toHex());
        var words = new ArrayList<Object>();
        var text = new StringBuilder();
        text.append("account  ").append(proven.address().checksummed());
        text.append(exists ? "" : " (does not exist)").append('\n');
        text.append("balance  ").append(state.balance()).append(" wei\n");
        text.append("nonce    ").append(state.nonce()).append('\n');
        for (var slot : slots) {
            var word = new LinkedHashMap<String, Object>();
            word.put("slot", slot.toHex());
            word.put("value", proven.slot(slot).toHex());
            words.add(word);
            text.append("slot     ").append(slot).append(" = ").append(proven.slot(slot));
            text.append('\n');
        }
        members.put("slots", words);
        text.append("proven   at block ").append(block.number()).append(", ").append(block.hash());
        return new Report(text.toString(), members, ExitStatus.PROVEN);
    }
}
