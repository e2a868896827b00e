package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Merkle proofs of one account and some of its slots, as `eth_getProof` gives them. Only the
/// nodes are kept: what the server says beside them is not needed.
///
/// @param accountNodes from the state root to the account
/// @param slotNodes for each slot, from the account's storage root to the slot
public record StateProof(
        Address address, List<Bytes> accountNodes, Map<Bytes32, List<Bytes>> slotNodes) {
    public StateProof {
        accountNodes = List.copyOf(accountNodes);
        slotNodes = Map.copyOf(slotNodes);
    }

    /// What the proofs show.
    public sealed interface Verdict {
        /// The account (perhaps [AccountState#ABSENT]) and a word for each slot.
        record Proven(AccountState account, Map<Bytes32, Bytes32> slots) implements Verdict {
            public Proven {
                slots = Map.copyOf(slots);
            }
        }

        /// @param why a clause about the proof
        record Invalid(String why) implements Verdict {}
    }

    /// Checks everything against `stateRoot`. One bad slot makes the whole invalid.
    public Verdict verify(Bytes32 stateRoot) {
        try {
            return verifyAccount(stateRoot);
        } catch (IllegalArgumentException e) {
            return new Verdict.Invalid(String.valueOf(e.getMessage()));
        }
    }

    private Verdict verifyAccount(Bytes32 stateRoot) {
        var key = Keccak.hash(address.toArray()).value();
        AccountState account;
        switch (TrieProof.verify(stateRoot, key, accountNodes)) {
            case TrieProof.Verdict.Present(Bytes value) ->
                    account = AccountState.decode(value.toArray());
            case TrieProof.Verdict.Absent() -> account = AccountState.ABSENT;
            case TrieProof.Verdict.Invalid(String why) -> {
                return new Verdict.Invalid("the account's proof: " + why);
            }
        }
        var slots = new HashMap<Bytes32, Bytes32>();
        for (var each : slotNodes.entrySet()) {
            var slotKey = Keccak.hash(each.getKey().toArray()).value();
            switch (TrieProof.verify(account.storageRoot(), slotKey, each.getValue())) {
                case TrieProof.Verdict.Present(Bytes value) ->
                        slots.put(each.getKey(), wordOf(value));
                case TrieProof.Verdict.Absent() -> slots.put(each.getKey(), Bytes32.ZERO);
                case TrieProof.Verdict.Invalid(String why) -> {
                    return new Verdict.Invalid("the proof of slot " + each.getKey() + ": " + why);
                }
            }
        }
        return new Verdict.Proven(account, slots);
    }

    private static Bytes32 wordOf(Bytes value) {
        return Bytes32.ofNumber(RlpFields.number(Rlp.decode(value.toArray())));
    }
}
