// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Ledger} from "./Ledger.sol";
import {
    Account,
    Act,
    Delegation,
    MAX_ATTRIBUTES,
    MAX_CHIPS,
    MAX_CHIP_BYTES,
    MAX_ENDPOINT_BYTES,
    Provider,
    ProviderProfile,
    Store
} from "./Types.sol";

/// Accounts: the registry of providers and their stake, audits, delegation, withdrawal.
library ProviderActs {
    function register(Store storage s, ProviderProfile calldata profile, uint96 stake) external {
        Provider storage p = s.providers[msg.sender];
        if (p.stake != 0) revert IMarketErrors.AlreadyRegistered();
        if (stake < s.config.minStake) revert IMarketErrors.StakeTooLow();
        p.stake = stake;
        p.unbondedAt = 0;
        if (p.registeredAt == 0) {
            p.registeredAt = Ledger.now40();
            s.accounts[msg.sender].provider = true;
        }
        write(p, profile);
        emit IMarketEvents.ProviderRegistered(msg.sender, stake, profile, Ledger.now40());
        Ledger.pull(s, msg.sender, stake);
    }

    function update(Store storage s, address account, ProviderProfile calldata profile) external {
        Ledger.authorize(s, account, Act.PROFILE, 0);
        Provider storage p = s.providers[account];
        if (p.stake == 0) revert IMarketErrors.NotRegistered();
        write(p, profile);
        emit IMarketEvents.ProviderUpdated(account, profile, Ledger.now40());
    }

    function write(Provider storage p, ProviderProfile calldata profile) private {
        uint256 endpoint = bytes(profile.endpoint).length;
        if (
            endpoint == 0 || endpoint > MAX_ENDPOINT_BYTES
                || profile.attributes.length > MAX_ATTRIBUTES || profile.chipIds.length > MAX_CHIPS
                || profile.tlsKeyHash == 0
        ) revert IMarketErrors.BadProfile();
        for (uint256 i = 0; i < profile.chipIds.length; i++) {
            if (profile.chipIds[i].length == 0 || profile.chipIds[i].length > MAX_CHIP_BYTES) {
                revert IMarketErrors.BadProfile();
            }
        }
        p.endpoint = profile.endpoint;
        p.tlsKeyHash = profile.tlsKeyHash;
        p.region = profile.region;
        p.profileHash = keccak256(abi.encode(profile));
    }

    function addStake(Store storage s, uint96 amount) external {
        Provider storage p = s.providers[msg.sender];
        if (p.stake == 0) revert IMarketErrors.NotRegistered();
        if (p.unbondedAt != 0) revert IMarketErrors.ProviderUnbonding();
        if (amount == 0 || amount > type(uint96).max - p.stake) revert IMarketErrors.BadAmount();
        p.stake += amount;
        emit IMarketEvents.StakeAdded(msg.sender, amount, p.stake, Ledger.now40());
        Ledger.pull(s, msg.sender, amount);
    }

    function startUnbonding(Store storage s) external {
        Provider storage p = s.providers[msg.sender];
        if (p.stake == 0) revert IMarketErrors.NotRegistered();
        if (p.unbondedAt != 0) revert IMarketErrors.ProviderUnbonding();
        uint40 until = Ledger.now40() + s.config.unbonding;
        p.unbondedAt = until;
        emit IMarketEvents.UnbondingStarted(msg.sender, until, Ledger.now40());
    }

    function cancelUnbonding(Store storage s) external {
        Provider storage p = s.providers[msg.sender];
        if (p.unbondedAt == 0 || p.stake == 0) revert IMarketErrors.NotUnbonding();
        p.unbondedAt = 0;
        emit IMarketEvents.UnbondingCancelled(msg.sender, Ledger.now40());
    }

    function withdrawStake(Store storage s) external {
        Provider storage p = s.providers[msg.sender];
        if (p.unbondedAt == 0 || p.stake == 0) revert IMarketErrors.NotUnbonding();
        if (block.timestamp < p.unbondedAt) revert IMarketErrors.StillUnbonding();
        if (p.openLeases != 0) revert IMarketErrors.LeasesStillOpen();
        uint96 stake = p.stake;
        p.stake = 0;
        Ledger.credit(s, msg.sender, stake);
        emit IMarketEvents.StakeWithdrawn(msg.sender, stake, Ledger.now40());
    }

    function attest(Store storage s, address provider, bytes32 key, bytes32 value) external {
        if (key == 0 || value == 0 || provider == address(0)) revert IMarketErrors.BadAttribute();
        s.audits[auditId(msg.sender, provider, key)] = value;
        emit IMarketEvents.Attested(msg.sender, provider, key, value, Ledger.now40());
    }

    function revoke(Store storage s, address provider, bytes32 key) external {
        bytes32 id = auditId(msg.sender, provider, key);
        if (s.audits[id] == 0) revert IMarketErrors.NoSuchAttribute();
        delete s.audits[id];
        emit IMarketEvents.Revoked(msg.sender, provider, key, Ledger.now40());
    }

    function auditId(address auditor, address provider, bytes32 key)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(auditor, provider, key));
    }

    function setDelegate(
        Store storage s,
        address key,
        uint32 acts,
        uint96 spendPerDay,
        uint40 expiry
    ) external {
        if (
            key == address(0) || key == msg.sender || acts == 0
                || acts >> (uint8(type(Act).max) + 1) != 0 || expiry <= block.timestamp
        ) revert IMarketErrors.BadDelegation();
        Delegation storage d = s.delegations[msg.sender][key];
        d.acts = acts;
        d.spendPerDay = spendPerDay;
        d.expiry = expiry;
        emit IMarketEvents.Delegated(msg.sender, key, acts, spendPerDay, expiry, Ledger.now40());
    }

    function undelegate(Store storage s, address key) external {
        Delegation storage d = s.delegations[msg.sender][key];
        if (d.expiry == 0) revert IMarketErrors.BadDelegation();
        d.acts = 0;
        d.expiry = 0;
        emit IMarketEvents.Undelegated(msg.sender, key, Ledger.now40());
    }

    function withdraw(Store storage s, address to) external {
        if (to == address(0) || to == address(this)) revert IMarketErrors.BadRecipient();
        Account storage a = s.accounts[msg.sender];
        uint112 amount = a.credit;
        if (amount == 0) revert IMarketErrors.NothingToWithdraw();
        a.credit = 0;
        emit IMarketEvents.Withdrawn(msg.sender, to, amount, Ledger.now40());
        Ledger.push(s, to, amount);
    }
}
