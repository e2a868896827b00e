package io.p2pcloud.chain;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/// What is sent to a contract, as a question or as a transaction.
///
/// @param to empty to create a contract from `input`
/// @param value in wei
public record ContractCall(Optional<Address> to, Bytes input, BigInteger value) {
    public ContractCall {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a value is not negative: " + value);
        }
    }

    public static ContractCall to(Address contract, Bytes input) {
        return new ContractCall(Optional.of(contract), input, BigInteger.ZERO);
    }

    public static ContractCall creation(Bytes code) {
        return new ContractCall(Optional.empty(), code, BigInteger.ZERO);
    }

    public static ContractCall transfer(Address to, BigInteger wei) {
        return new ContractCall(Optional.of(to), Bytes.EMPTY, wei);
    }
}
