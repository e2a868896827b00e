// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";

/// The rules of STORAGE.md by which a light client finds a value.
abstract contract Slots is Base {
    /// Where the struct begins that is being read.
    bytes32 internal from;

    function keyed(uint256 key, bytes32 slot) internal pure returns (bytes32) {
        return keccak256(abi.encode(key, slot));
    }

    function keyed(address key, uint256 slot) internal pure returns (bytes32) {
        return keyed(uint160(key), bytes32(slot));
    }

    function keyed(uint256 key, uint256 slot) internal pure returns (bytes32) {
        return keyed(key, bytes32(slot));
    }

    function word(uint256 slot) internal view returns (uint256) {
        return uint256(vm.load(address(market), bytes32(uint256(from) + slot)));
    }

    function field(uint256 slot, uint256 byte_, uint256 bits) internal view returns (uint256) {
        return word(slot) >> (8 * byte_) & (bits == 256 ? type(uint256).max : (1 << bits) - 1);
    }

    function expect(uint256 slot, uint256 byte_, uint256 bits, uint256 value, string memory name)
        internal
        view
    {
        requireEqual(field(slot, byte_, bits), value, name);
    }

    function listed(bytes32 slot, uint256 i) internal returns (uint256) {
        from = keccak256(abi.encode(slot));
        return field(i / 8, 4 * (i % 8), 32);
    }

    function leaseNumber(address account, uint256 root, uint256 n) internal returns (uint256) {
        from = keyed(n / 8, keyed(account, root));
        return field(0, 4 * (n % 8), 32);
    }
}
