package io.p2pcloud.chain;

/// At which block something is read.
public sealed interface BlockTag {
    /// The newest block of the node.
    record Latest() implements BlockTag {}

    /// The newest finalized block, which is not reorganised any more.
    record Finalized() implements BlockTag {}

    /// The block of this height, on whatever fork the node follows.
    record Height(long number) implements BlockTag {}

    static BlockTag latest() {
        return new Latest();
    }

    static BlockTag finalized() {
        return new Finalized();
    }

    static BlockTag at(BlockRef block) {
        return new Height(block.number());
    }

    /// As JSON-RPC writes it.
    default String text() {
        return switch (this) {
            case Latest _ -> "latest";
            case Finalized _ -> "finalized";
            case Height(long number) -> Fields.hex(number);
        };
    }
}
