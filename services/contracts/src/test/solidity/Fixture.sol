// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarket} from "../../main/solidity/IMarket.sol";
import {Config} from "../../main/solidity/Types.sol";
import {Vm} from "./Vm.sol";

/// Deploys the market from the artifacts that are checked in and shipped, so that these very bytes
/// are what is tested.
library Fixture {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    string private constant FOLDER = "src/main/resources/io/p2pcloud/contracts/";

    function market(Config memory config) internal returns (IMarket) {
        string[7] memory libraries =
            ["ProviderActs", "OfferActs", "OrderActs", "MatchActs", "LeaseActs", "EndActs", "Views"];
        string memory artifact = vm.readFile(string.concat(FOLDER, "Market.json"));
        bytes memory code = vm.parseJsonBytes(artifact, ".bytecode");
        for (uint256 i = 0; i < libraries.length; i++) {
            string memory json = vm.readFile(string.concat(FOLDER, libraries[i], ".json"));
            address at_ = create(vm.parseJsonBytes(json, ".bytecode"));
            string memory key = string.concat(".linkReferences.", libraries[i]);
            link(code, vm.parseJsonUintArray(artifact, key), at_);
        }
        return IMarket(create(abi.encodePacked(code, abi.encode(config))));
    }

    function link(bytes memory code, uint256[] memory places, address library_) private pure {
        for (uint256 i = 0; i < places.length; i++) {
            for (uint256 k = 0; k < 20; k++) {
                code[places[i] + k] = bytes20(library_)[k];
            }
        }
    }

    /// Reverts with what the constructor reverts with.
    function create(bytes memory code) private returns (address created) {
        assembly {
            created := create(0, add(code, 0x20), mload(code))
            if iszero(created) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }
}
