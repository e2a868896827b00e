package io.p2pcloud.lightclient;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.execution.AccountState;
import java.util.Map;

/// An account and some of its storage, all decoded from proofs.
///
/// @param state [AccountState#ABSENT] when the chain has no such account
/// @param slots a word for every slot that was asked for; zero where the storage is empty
public record ProvenAccount(Address address, AccountState state, Map<Bytes32, Bytes32> slots) {
    public ProvenAccount {
        slots = Map.copyOf(slots);
    }

    /// The word in a slot that was asked for.
    ///
    /// @throws IllegalArgumentException for a slot that was not asked for
    public Bytes32 slot(Bytes32 slot) {
        var word = slots.get(slot);
        if (word == null) {
            throw new IllegalArgumentException("slot " + slot + " was not asked for");
        }
        return word;
    }
}
