package io.p2pcloud.tenant;

import org.jspecify.annotations.Nullable;

/// What became of a server's machine since it was ordered: which life its disk lives, how much of
/// the lease it is given, and from what it was started last.
///
/// @param generation of the disk, from 1; raised by each rebuild
/// @param wipe whether the disk of the generation before is still to be destroyed
/// @param again whether a stopped machine is to run again by itself: it was stopped for a copy
/// @param wanted the size from the next boot on; null for all that the lease holds
/// @param given the size of the newest boot, likewise
/// @param bundle names the boot bundle of the newest boot as the provider said, hexadecimal; null
///   where that is not known
/// @param rescue the boot that is to rescue the disk; 0 for none, [#NEXT] for the next one
record MachineSetup(
        int generation,
        boolean wipe,
        boolean again,
        @Nullable GuestSize wanted,
        @Nullable GuestSize given,
        @Nullable String bundle,
        int rescue) {
    private static final int NEXT = -1;
    static final MachineSetup FIRST = new MachineSetup(1, false, false, null, null, null, 0);

    MachineSetup rebuilt() {
        return new MachineSetup(generation + 1, true, false, wanted, given, bundle, 0);
    }

    MachineSetup wiped() {
        return new MachineSetup(generation, false, again, wanted, given, bundle, rescue);
    }

    MachineSetup stopping(boolean forACopy) {
        return new MachineSetup(generation, wipe, forACopy, wanted, given, bundle, rescue);
    }

    MachineSetup resized(@Nullable GuestSize size) {
        return new MachineSetup(generation, wipe, again, size, given, bundle, rescue);
    }

    MachineSetup rescuing() {
        return new MachineSetup(generation, wipe, again, wanted, given, bundle, NEXT);
    }

    boolean rescueAhead() {
        return rescue == NEXT;
    }

    /// A rescue is tried once.
    MachineSetup booting(int boot) {
        return new MachineSetup(
                generation, wipe, false, wanted, wanted, null, rescue == NEXT ? boot : 0);
    }

    MachineSetup startedFrom(@Nullable String named) {
        return new MachineSetup(generation, wipe, again, wanted, given, named, rescue);
    }
}
