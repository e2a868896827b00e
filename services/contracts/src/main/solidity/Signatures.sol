// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {Quote} from "./Types.sol";

/// The digests that keys sign, and the recovery of who signed. Every digest binds the chain, this
/// market and one lease (or one quote), so nothing signed here is worth anything elsewhere.
library Signatures {
    bytes32 internal constant ACTIVATE = keccak256("p2pcloud-activate/v1");
    bytes32 internal constant CONSENT_CLOSE = keccak256("p2pcloud-consent-close/v1");
    bytes32 internal constant HALT = keccak256("p2pcloud-halt/v1");
    bytes32 internal constant RESUME = keccak256("p2pcloud-resume/v1");
    bytes32 internal constant HEARTBEAT = "p2pcloud-heartbeat/v1";
    bytes32 internal constant QUOTE = keccak256(
        "Quote(uint32 offer,address tenant,uint128 price,uint16 units,uint64 nonce,uint40 expiry)"
    );
    bytes32 internal constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    /// Half of secp256k1's order: signatures above it are the malleable twins of those below.
    uint256 private constant HALF_ORDER =
        0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    function leaseId(uint256 number) internal view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), number));
    }

    function activation(bytes32 lease, uint256 boot, address guestKey)
        internal
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(ACTIVATE, block.chainid, address(this), lease, boot, guestKey));
    }

    function heartbeat(bytes32 lease, uint256 boot, bytes32 beat, uint256 served)
        internal
        view
        returns (bytes32)
    {
        return
            sha256(abi.encode(HEARTBEAT, block.chainid, address(this), lease, boot, beat, served));
    }

    function consentToClose(bytes32 lease) internal view returns (bytes32) {
        return keccak256(abi.encode(CONSENT_CLOSE, block.chainid, address(this), lease));
    }

    function control(bytes32 kind, bytes32 lease, uint256 nonce, uint256 expiry)
        internal
        view
        returns (bytes32)
    {
        return keccak256(abi.encode(kind, block.chainid, address(this), lease, nonce, expiry));
    }

    function quote(Quote calldata q) internal view returns (bytes32) {
        return
            keccak256(
                abi.encodePacked(hex"1901", domainSeparator(), keccak256(abi.encode(QUOTE, q)))
            );
    }

    function domainSeparator() internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                DOMAIN, keccak256("P2P Cloud Market"), keccak256("1"), block.chainid, address(this)
            )
        );
    }

    function recover(bytes32 digest, bytes calldata signature) internal pure returns (address) {
        if (signature.length != 65) revert IMarketErrors.BadSignature();
        return
            recover(
                digest, uint8(signature[64]), bytes32(signature[0:32]), bytes32(signature[32:64])
            );
    }

    function recover(bytes32 digest, uint8 v, bytes32 r, bytes32 s)
        internal
        pure
        returns (address signer)
    {
        if (uint256(s) > HALF_ORDER) revert IMarketErrors.BadSignature();
        signer = ecrecover(digest, v, r, s);
        if (signer == address(0)) revert IMarketErrors.BadSignature();
    }
}
