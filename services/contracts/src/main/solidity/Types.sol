// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The market's values and its storage, under one name.
import "./Values.sol";
import "./Storage.sol";
