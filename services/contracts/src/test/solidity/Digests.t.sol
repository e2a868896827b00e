// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarket} from "../../main/solidity/IMarket.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// The vectors of the README, which other implementations of the digests are tested with. They were
/// computed by another implementation of keccak-256 and SHA-256.
contract DigestsTest is Base {
    IMarket private constant AT = IMarket(0x5FbDB2315678afecb367f032d93F642f64180aa3);
    address private constant KEY = 0x70997970C51812dc3A010C7d01b50e0d17dc79C8;
    bytes32 private constant LEASE =
        0x795f3e80a60304670fd0be61bdaf557730f112756726a2dbb6613750fc782bdd;
    bytes32 private constant BEAT =
        0x1111111111111111111111111111111111111111111111111111111111111111;

    function setUp() public override {
        super.setUp();
        vm.chainId(31337);
        vm.etch(address(AT), address(market).code);
    }

    /// A lease whose slots say that it runs, so that its history begins here.
    function testHistoryVectors() public {
        uint256 slot = uint256(keccak256(abi.encode(LEASE, uint256(13))));
        uint256 active = uint256(LeaseState.ACTIVE) << 160 | uint160(provider);
        vm.store(address(AT), bytes32(slot + 3), bytes32(active));
        vm.store(address(AT), bytes32(slot + 5), bytes32(uint256(uint160(tenant))));
        vm.warp(1_900_000_000);
        vm.prank(tenant);
        AT.halt(LEASE);
        (, bytes32 digest) = AT.historyOf(LEASE);
        requireEqual(
            digest, 0x5d49e30e21588cb7c9a2ae0ab1fdc960c04fd5436461bef61a82fb8f1c74269e, "halted"
        );
        vm.prank(tenant);
        AT.resume(LEASE);
        uint32 count;
        (count, digest) = AT.historyOf(LEASE);
        requireEqual(
            digest, 0x8163969fd7dd8a1291a0b6e78486963ebb922924b9a654a08b9b7a2df4c10739, "resumed"
        );
        requireEqual(count, 2, "count");
    }

    function testVectors() public view {
        requireEqual(AT.leaseIdOf(1), LEASE, "lease");
        requireEqual(
            AT.activationDigest(LEASE, 3, KEY),
            0x3936160aaf4f8569a741eb86b5415cdb70774ac167ac33b3738dc1d1875c2cfb,
            "activation"
        );
        requireEqual(
            AT.heartbeatDigest(LEASE, 3, BEAT, 604800),
            0xa90b58c4b339461870400c731196cfc1675445e05c3aaf10bce054bc257f0e94,
            "heartbeat"
        );
        requireEqual(
            AT.haltDigest(LEASE, 5, 1_900_000_000),
            0x6f660ae66c4170a79337d41a24b1b1d8bd398e5c504fd3921ea045395c682d63,
            "halt"
        );
        requireEqual(
            AT.resumeDigest(LEASE, 5, 1_900_000_000),
            0x37510fed015bb628786d4ebd2393fd68b1db3dd6283d3aad9bd9eb315158f671,
            "resume"
        );
        requireEqual(
            AT.consentDigest(LEASE),
            0x0c8413c1949b8c892eef6886832fd983f1ffafbafe694f2c730b73cf83dcca29,
            "consent"
        );
        Quote memory quote =
            Quote(7, 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC, 1e20, 2, 4, 1_900_000_000);
        requireEqual(
            AT.quoteDigest(quote),
            0x689f30949acabb5a6b20a948969bf5bc22ed3fc2f8bec4aaf3146494106a990c,
            "quote"
        );
    }
}
