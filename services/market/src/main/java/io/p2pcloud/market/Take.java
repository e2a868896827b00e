package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;

/// A tenant's booking of an offer.
///
/// @param maxPrice of one unit; the act is refused if the price rose above it
/// @param units 1 to 16 machines, one lease each
/// @param deposit for all of them, in escrow
/// @param version the hash of the salted manifest
/// @param launchKey the account that signs activations and releases
public record Take(
        OfferId offer,
        Rate maxPrice,
        int units,
        TokenAmount deposit,
        Bytes32 version,
        Address launchKey) {}
