package io.p2pcloud.views.session;

import io.p2pcloud.history.Denomination;
import io.p2pcloud.history.Ledger;
import java.time.InstantSource;
import java.time.ZoneId;

/// What the window is made from; all of it outlives the window.
///
/// @param chains what `network` could follow, and through whom
/// @param ledger open from the start, with or without a network
/// @param machine reads a few facts of this computer for the welcome page
/// @param money how amounts are written, with or without a network
/// @param proofs judges proofs of machines
/// @param clock with `zone`, for every time on screen
public record Services(
        Network network,
        Chains chains,
        Ledger ledger,
        MachineLook machine,
        Preferences preferences,
        About about,
        Denomination money,
        ProofDesk proofs,
        InstantSource clock,
        ZoneId zone) {}
