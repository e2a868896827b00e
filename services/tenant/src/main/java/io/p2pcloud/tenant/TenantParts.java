package io.p2pcloud.tenant;

import io.p2pcloud.market.Marketplace;
import io.p2pcloud.store.Journal;
import io.p2pcloud.wallet.Signer;
import java.nio.file.Path;
import java.time.InstantSource;

/// What the tenant's service works with; all of it outlives the service.
///
/// @param images the catalogue from which the user chooses
/// @param attestor judges confidential machines
/// @param sshFolder where the user's own keys lie, usually `~/.ssh`
/// @param sshFiles where files for the program `ssh` are put
public record TenantParts(
        Marketplace market,
        Signer account,
        Secrets secrets,
        Journal journal,
        BundleSource images,
        Attestor attestor,
        Path sshFolder,
        Path sshFiles,
        InstantSource clock) {}
