package io.p2pcloud.tenant;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.release.SealedPayload;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the tenant wants: everything that the three screens of *Create a server* ask for.
///
/// @param name the server's name and host name: letters, digits and hyphens, at most 40
/// @param unit the machine's size and tier
/// @param imageId an image of the catalogue, such as `debian-13`
/// @param authorizedKeys SSH public keys in OpenSSH's one-line form, at least one
/// @param firstBoot what a new server does once, at its first boot
/// @param priceCap the highest rate the tenant pays for this unit
/// @param deposit what is locked in the lease's escrow
/// @param mode take the best offer, or post an order and wait for bids
/// @param provider the account of the one provider whose offers are looked at, hexadecimal; null
///   for any
public record ServerSpec(
        String name,
        ComputeUnit unit,
        String imageId,
        List<String> authorizedKeys,
        FirstBoot firstBoot,
        Rate priceCap,
        TokenAmount deposit,
        Mode mode,
        @Nullable String provider) {
    /// One less than a payload holds: the program's own key goes with them.
    private static final int MAX_KEYS = SealedPayload.MAX_AUTHORIZED_KEYS - 1;

    /// So much fits into a payload for sure, whatever else it holds.
    private static final int MAX_SEALED = 32 << 10;

    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    /// How the lease comes about.
    public enum Mode {
        /// The cheapest listed offer that fits, at once.
        BEST_OFFER,
        /// An order on the order book, matched to the lowest bid.
        WAIT_FOR_BIDS
    }

    public ServerSpec {
        authorizedKeys = List.copyOf(authorizedKeys);
        // Absent from what earlier versions journaled.
        firstBoot = Objects.requireNonNullElse(firstBoot, FirstBoot.NONE);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A server's name has 1 to 40 lower-case letters, digits or hyphens and begins"
                            + " with a letter; \""
                            + name
                            + "\" does not.");
        }
        if (authorizedKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "A server needs at least one SSH public key, or nobody could log in.");
        }
        authorizedKeys.forEach(SshPublicKey::check);
        if (authorizedKeys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "A server takes "
                            + MAX_KEYS
                            + " SSH keys; these are "
                            + authorizedKeys.size()
                            + ".");
        }
        int sealed = firstBoot.script().length();
        for (var key : authorizedKeys) {
            sealed += key.length();
        }
        if (sealed > MAX_SEALED) {
            throw new IllegalArgumentException(
                    "SSH keys and start-up script together are longer than "
                            + MAX_SEALED / 1024
                            + " KiB: shorten one of them.");
        }
        if (deposit.isZero()) {
            throw new IllegalArgumentException("The deposit is zero; a lease needs money to run.");
        }
        if (provider != null && mode == Mode.WAIT_FOR_BIDS) {
            throw new IllegalArgumentException(
                    "An order takes bids of all providers; to have a certain one, take his offer.");
        }
    }

    /// With any provider.
    public ServerSpec(
            String name,
            ComputeUnit unit,
            String imageId,
            List<String> authorizedKeys,
            FirstBoot firstBoot,
            Rate priceCap,
            TokenAmount deposit,
            Mode mode) {
        this(name, unit, imageId, authorizedKeys, firstBoot, priceCap, deposit, mode, null);
    }

    /// The same with this provider alone.
    public ServerSpec at(Address only) {
        return new ServerSpec(
                name,
                unit,
                imageId,
                authorizedKeys,
                firstBoot,
                priceCap,
                deposit,
                mode,
                only.toHex());
    }

    /// Whether this provider's offers are looked at.
    boolean admits(Address account) {
        return provider == null || Address.ofHex(provider).equals(account);
    }

    ServerSpec withImage(String other) {
        return new ServerSpec(
                name, unit, other, authorizedKeys, firstBoot, priceCap, deposit, mode, provider);
    }
}
