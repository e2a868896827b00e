package io.p2pcloud.chain.abi;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A function of a contract.
public final class AbiFunction {
    private static final int SELECTOR = 4;

    private final String name;
    private final AbiType.Tuple inputs;
    private final AbiType.Tuple outputs;
    private final Bytes selector;

    AbiFunction(String name, AbiType.Tuple inputs, AbiType.Tuple outputs) {
        this.name = name;
        this.inputs = inputs;
        this.outputs = outputs;
        selector = hash(signature()).value().slice(0, SELECTOR);
    }

    /// Such as `transfer(address,uint256)`.
    public String signature() {
        return name + inputs.canonical();
    }

    /// Selector and arguments: lists for arrays and tuples, in the order of the ABI.
    ///
    /// @throws IllegalArgumentException when a number does not fit its type
    public Bytes call(Object... arguments) {
        var encoded = AbiEncoder.encode(inputs, List.of(arguments));
        var input = new byte[SELECTOR + encoded.length];
        System.arraycopy(selector.toArray(), 0, input, 0, SELECTOR);
        System.arraycopy(encoded, 0, input, SELECTOR, encoded.length);
        return Bytes.of(input);
    }

    /// Some of its parameters as Solidity's `abi.encode` gives them, without a selector: for hashes
    /// that a contract takes over them.
    public Bytes encode(List<String> names, List<?> values) {
        var fields =
                names.stream()
                        .map(name ->
                                inputs.fields().stream()
                                        .filter(it -> it.name().equals(name))
                                        .findFirst()
                                        .orElseThrow())
                        .toList();
        return Bytes.of(AbiEncoder.encode(new AbiType.Tuple(fields), values));
    }

    /// @throws IllegalArgumentException when the bytes are no encoding of the results
    public AbiTuple results(Bytes output) {
        return AbiDecoder.decode(outputs, output);
    }

    static Bytes32 hash(String signature) {
        return Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII));
    }
}
