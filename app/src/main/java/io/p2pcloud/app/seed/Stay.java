package io.p2pcloud.app.seed;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.wallet.SigningKey;
import java.util.ArrayList;
import java.util.List;

/// Machines of one offer that one tenant books together, and what has become of their leases so
/// far.
final class Stay {
    private final int offer;
    private final SigningKey tenant;
    private final int units;
    private final int from;
    private final int until;
    private final Fate fate;
    private final List<Machine> machines = new ArrayList<>();

    /// One lease of the stay, as the chain last told.
    static final class Machine {
        private final LeaseId lease;
        private SigningKey guest;
        private int boot;
        private Bytes32 beat = Bytes32.ZERO;

        Machine(LeaseId lease, SigningKey guest) {
            this.lease = lease;
            this.guest = guest;
        }

        LeaseId lease() {
            return lease;
        }

        SigningKey guest() {
            return guest;
        }

        Address guestAccount() {
            return guest.address();
        }

        /// A boot brings a key of its own.
        void boots(SigningKey key) {
            guest = key;
            boot++;
        }

        int boot() {
            return boot;
        }

        Bytes32 beat() {
            return beat;
        }

        void beats(Bytes32 next) {
            beat = next;
        }
    }

    /// @param from the epoch at whose beginning it is booked
    /// @param until the epoch at whose beginning it ends
    Stay(int offer, SigningKey tenant, int units, int from, int until, Fate fate) {
        this.offer = offer;
        this.tenant = tenant;
        this.units = units;
        this.from = from;
        this.until = until;
        this.fate = fate;
    }

    int offer() {
        return offer;
    }

    SigningKey tenant() {
        return tenant;
    }

    int units() {
        return units;
    }

    int from() {
        return from;
    }

    int until() {
        return until;
    }

    Fate fate() {
        return fate;
    }

    List<Machine> machines() {
        return machines;
    }

    List<Bytes32> leases() {
        return machines.stream().map(it -> it.lease().value()).toList();
    }

    /// Whether the machines stand still in the epoch that ends then.
    boolean isHalted(int epoch) {
        return fate == Fate.HALTED_FOR_A_WHILE && until >= from + 3 && epoch == from + 2;
    }

    /// Whether the machines fail then and boot again.
    boolean reboots(int epoch) {
        return fate == Fate.REBOOTED && until >= from + 2 && epoch == from + 1;
    }

    /// Whether the guests' proofs of the epoch that ends then reach the chain.
    boolean proves(int epoch) {
        return switch (fate) {
            case NEVER_STARTED -> false;
            case GOES_SILENT -> epoch < until;
            case HALTED_FOR_A_WHILE -> !isHalted(epoch);
            case CLOSED_BY_TENANT, REBOOTED, CLOSED_BY_HOST, GOES_ON -> true;
        };
    }
}
