package io.p2pcloud.contracts;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import java.util.List;
import java.util.Map;

/// One compiled contract or library.
///
/// @param name its name in Solidity
/// @param abi the ABI as JSON text
/// @param bytecode what creates it, zeros where libraries are to be linked
/// @param linkReferences for each library by name, the offsets in `bytecode` of its 20-byte address
public record Artifact(
        String name, String abi, Bytes bytecode, Map<String, List<Integer>> linkReferences) {
    private static final int ADDRESS_BYTES = 20;

    public Artifact {
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
}
