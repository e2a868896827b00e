package io.p2pcloud.contracts;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One compiled contract or library.
///
/// @param name its name in Solidity
/// @param abi the ABI as JSON text
/// @param bytecode what creates it, zeros where libraries are to be linked
/// @param runtimeSize how many bytes at the end of `bytecode` lie on the chain afterwards
/// @param linkReferences for each library by name, the offsets in `bytecode` of its 20-byte address
public record Artifact(
        String name,
        String abi,
        Bytes bytecode,
        int runtimeSize,
        Map<String, List<Integer>> linkReferences) {
    private static final int ADDRESS_BYTES = 20;
    private static final int WORD_BYTES = 32;
    private static final int PADDING = WORD_BYTES - ADDRESS_BYTES;
    private static final byte PUSH32 = 0x7f;

    public Artifact {
        if (runtimeSize <= 0 || runtimeSize > bytecode.size()) {
            throw new IllegalArgumentException(name + " has no code of " + runtimeSize + " bytes");
        }
        var places = Map.copyOf(linkReferences);
        for (var offsets : places.values()) {
            for (int offset : offsets) {
                if (offset < 0 || offset > bytecode.size() - ADDRESS_BYTES) {
                    throw new IllegalArgumentException(
                            name + " links a library outside its bytecode, at " + offset);
                }
            }
        }
        linkReferences = places;
    }

    /// The bytecode with the libraries' addresses in place, ready to be deployed.
    ///
    /// @throws IllegalArgumentException when the address of a library is missing
    public Bytes link(Map<String, Address> libraries) {
        var linked = bytecode.toArray();
        linkReferences.forEach((library, offsets) -> {
            var address = libraries.get(library);
            if (address == null) {
                throw new IllegalArgumentException(
                        name + " needs the address of the library " + library);
            }
            var value = address.toArray();
            for (int offset : offsets) {
                System.arraycopy(value, 0, linked, offset, ADDRESS_BYTES);
            }
        });
        return Bytes.of(linked);
    }

    /// Whether `code`, as it lies at `self`, is what this creates; and then the libraries that it
    /// was linked with. Nothing may differ but the links and, in a library, its own address, which
    /// Solidity has it note when it is created.
    ///
    /// @param code without what creates it
    public Optional<Map<String, Address>> linksOf(Address self, Bytes code) {
        if (code.size() != runtimeSize) {
            return Optional.empty();
        }
        int start = bytecode.size() - runtimeSize;
        var ours = bytecode.toArray();
        var theirs = new byte[ours.length];
        System.arraycopy(ours, 0, theirs, 0, start);
        System.arraycopy(code.toArray(), 0, theirs, start, code.size());
        var links = new HashMap<String, Address>();
        for (var link : linkReferences.entrySet()) {
            for (int offset : link.getValue()) {
                var address = new Address(Bytes.of(theirs).slice(offset, offset + ADDRESS_BYTES));
                var before = links.put(link.getKey(), address);
                if (offset < start || (before != null && !before.equals(address))) {
                    return Optional.empty();
                }
            }
        }
        for (int at = start; at < ours.length; at++) {
            if (isNotedAddress(ours, at)) {
                System.arraycopy(self.toArray(), 0, ours, at + 1 + PADDING, ADDRESS_BYTES);
                at += WORD_BYTES;
            }
        }
        var expected = new Artifact(name, abi, Bytes.of(ours), runtimeSize, linkReferences);
        return expected.link(links).equals(Bytes.of(theirs))
                ? Optional.of(Map.copyOf(links))
                : Optional.empty();
    }

    /// `PUSH32` of zeros, where a library's address comes when it is created.
    private static boolean isNotedAddress(byte[] code, int at) {
        if (code[at] != PUSH32 || at + WORD_BYTES >= code.length) {
            return false;
        }
        for (int i = 1; i <= WORD_BYTES; i++) {
            if (code[at + i] != 0) {
                return false;
            }
        }
        return true;
    }
}
