package io.p2pcloud.devnet;

import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.SendOutcome;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.contracts.Artifact;
import io.p2pcloud.contracts.MarketArtifacts;
import io.p2pcloud.devnet.DevnetException.Reason;
import io.p2pcloud.wallet.Signer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Puts the test token, the market's libraries and the market on a chain.
final class MarketDeployment {
    private final Transactions transactions;
    private final Signer deployer;

    MarketDeployment(Transactions transactions, Signer deployer) {
        this.transactions = transactions;
        this.deployer = deployer;
    }

    /// What the artifacts of this program are; another version of the market has another.
    static Bytes32 build() {
        var parts = new HashMap<String, Bytes>();
        parts.put("token", MarketArtifacts.testToken().bytecode());
        parts.put("market", MarketArtifacts.market().bytecode());
        MarketArtifacts.libraries().forEach(it -> parts.put(it.name(), it.bytecode()));
        return Keccak.hash(
                parts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(it -> Keccak.hash(it.getValue().toArray()).toArray())
                        .toArray(byte[][]::new));
    }

    DevnetContracts deploy(MarketSetting setting) {
        var token = create(MarketArtifacts.testToken().bytecode());
        return deployMarket(setting, token);
    }

    private DevnetContracts deployMarket(MarketSetting setting, Address token) {
        var libraries = new HashMap<String, Address>();
        for (Artifact library : MarketArtifacts.libraries()) {
            libraries.put(library.name(), create(library.bytecode()));
        }
        var code = MarketArtifacts.market().link(libraries);
        var market = create(join(code, constructorArguments(setting, token)));
        return new DevnetContracts(token, codeHash(token), market, codeHash(market), build());
    }

    /// Whether what was deployed lies there still, from this program's artifacts.
    boolean stands(DevnetContracts contracts) {
        return contracts.build().equals(build())
                && codeHash(contracts.token()).equals(contracts.tokenCode())
                && codeHash(contracts.market()).equals(contracts.marketCode());
    }

    private Bytes32 codeHash(Address account) {
        return Keccak.hash(transactions.chain().code(account).value().toArray());
    }

    private static Bytes constructorArguments(MarketSetting setting, Address token) {
        var abi = AbiContract.parse(MarketArtifacts.market().abi());
        return abi.constructorArguments(
                List.of(
                        token,
                        setting.minStake().units(),
                        setting.grace().toSeconds(),
                        setting.graceBlocks(),
                        setting.pauseGrace().toSeconds(),
                        setting.settlementWindow().toSeconds(),
                        setting.unbonding().toSeconds(),
                        setting.suspectBond().units(),
                        setting.matchBounty().units(),
                        setting.expireBounty().units(),
                        setting.suspectBounty().units(),
                        setting.staleBounty().units()));
    }

    private Address create(Bytes code) {
        return switch (transactions.send(deployer, ContractCall.creation(code))) {
            case SendOutcome.Mined(var receipt) -> receipt.created().orElseThrow();
            case SendOutcome.Refused(var reason) -> throw refused(reason.describe());
            case SendOutcome.Reverted(_, var reason) -> throw refused(reason.describe());
            case SendOutcome.NoGasMoney _ -> throw refused("no money for gas");
            case SendOutcome.Unsettled _ -> throw refused("no block came");
            case SendOutcome.Superseded _ -> throw refused("another program uses its account");
        };
    }

    private static DevnetException refused(String why) {
        return new DevnetException(
                Reason.REFUSED, "The market could not be made on the embedded chain: " + why + ".");
    }

    private static Bytes join(Bytes first, Bytes second) {
        var bytes = new byte[first.size() + second.size()];
        System.arraycopy(first.toArray(), 0, bytes, 0, first.size());
        System.arraycopy(second.toArray(), 0, bytes, first.size(), second.size());
        return Bytes.of(bytes);
    }
}
