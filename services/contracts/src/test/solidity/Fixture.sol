// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Market} from "../../main/solidity/Market.sol";
import {TestToken} from "../../main/solidity/TestToken.sol";
import {Config} from "../../main/solidity/Types.sol";

/// Creates what is tested. Its functions are external, so that the market's code is compiled into
/// this library once and not into every test.
library Fixture {
    function market(Config memory config) external returns (Market) {
        return new Market(config);
    }

    function token() external returns (TestToken) {
        return new TestToken();
    }
}
