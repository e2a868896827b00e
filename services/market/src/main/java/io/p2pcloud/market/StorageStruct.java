package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a Solidity struct's fields lie, by Solidity's rules: in their order, from the low end of a
/// slot, and in the next slot when a field does not fit any more (Solidity documentation, "Layout
/// of State Variables in Storage").
final class StorageStruct {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final int slots;

    /// @param offset in bytes from the slot's low end
    /// @param size in bytes
    record Field(int slot, int offset, int size) {}

    private StorageStruct(String declaration) {
        int slot = 0;
        int offset = 0;
        for (var each : declaration.strip().split("\\s+", -1)) {
            var parts = each.split(":", -1);
            int size = Integer.parseInt(parts[1]);
            if (offset + size > Bytes32.SIZE) {
                slot++;
                offset = 0;
            }
            fields.put(parts[0], new Field(slot, offset, size));
            offset += size;
        }
        slots = slot + 1;
    }

    /// @param declaration fields as `name:bytes`, separated by spaces
    static StorageStruct of(String declaration) {
        return new StorageStruct(declaration);
    }

    Map<String, Field> fields() {
        return Map.copyOf(fields);
    }

    Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field is named " + name);
        }
        return field;
    }

    /// All slots of the struct that begins at `base`.
    Stream<Bytes32> slots(Bytes32 base) {
        return IntStream.range(0, slots).mapToObj(it -> StorageSlots.plus(base, it));
    }
}
