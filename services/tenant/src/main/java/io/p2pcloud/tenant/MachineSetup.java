package io.p2pcloud.tenant;

import org.jspecify.annotations.Nullable;

/// What became of a server's machine since it was ordered: which life its disk lives, and how much
/// of the lease it is given.
///
/// @param generation of the disk, from 1; raised by each rebuild
/// @param wipe whether the disk of the generation before is still to be destroyed
/// @param wanted the size from the next boot on; null for all that the lease holds
/// @param given the size of the newest boot, likewise
record MachineSetup(
        int generation, boolean wipe, @Nullable GuestSize wanted, @Nullable GuestSize given) {
    static final MachineSetup FIRST = new MachineSetup(1, false, null, null);

    MachineSetup rebuilt() {
        return new MachineSetup(generation + 1, true, wanted, given);
    }

    MachineSetup wiped() {
        return new MachineSetup(generation, false, wanted, given);
    }

    MachineSetup resized(@Nullable GuestSize size) {
        return new MachineSetup(generation, wipe, size, given);
    }

    MachineSetup booting() {
        return new MachineSetup(generation, wipe, wanted, wanted);
    }
}
