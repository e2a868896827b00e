package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.abi.AbiFunction;
import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the market and its token, and reads the answers.
final class Asking {
    private final Chain chain;
    private final Address market;
    private final MarketAbi abi;

    Asking(Chain chain, Address market, MarketAbi abi) {
        this.chain = chain;
        this.market = market;
        this.abi = abi;
    }

    Chain chain() {
        return chain;
    }

    /// The market's address.
    Address contract() {
        return market;
    }

    /// The newest block, for several questions that must be answered at one.
    BlockTag newest() {
        return BlockTag.at(chain.block(BlockTag.latest()));
    }

    /// A question and how its answer is read.
    record Question(Address contract, AbiFunction function, List<Object> arguments) {
        ContractCall call() {
            return ContractCall.to(contract, function.call(arguments.toArray()));
        }
    }

    Question market(String function, Object... arguments) {
        return new Question(market, abi.function(function), List.of(arguments));
    }

    Question token(Address token, String function, Object... arguments) {
        return new Question(token, abi.token().function(function), List.of(arguments));
    }

    Checked<List<AbiTuple>> ask(BlockTag tag, List<Question> questions) {
        var outcomes = chain.callAll(questions.stream().map(Question::call).toList(), tag);
        var answers = new ArrayList<AbiTuple>();
        for (int i = 0; i < questions.size(); i++) {
            answers.add(answer(questions.get(i), outcomes.value().get(i)));
        }
        return new Checked<>(List.copyOf(answers), outcomes.trust());
    }

    Checked<AbiTuple> ask(Question question) {
        return ask(BlockTag.latest(), List.of(question)).map(List::getFirst);
    }

    /// Empty when the contract knows one of the questions not.
    Optional<List<AbiTuple>> tryAll(List<Question> questions) {
        var outcomes =
                chain.callAll(questions.stream().map(Question::call).toList(), BlockTag.latest())
                        .value();
        var answers = new ArrayList<AbiTuple>();
        for (int i = 0; i < questions.size(); i++) {
            if (!(outcomes.get(i) instanceof CallOutcome.Returned(var output))) {
                return Optional.empty();
            }
            try {
                answers.add(questions.get(i).function().results(output));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(answers));
    }

    private AbiTuple answer(Question question, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned(var output) -> {
                try {
                    yield question.function().results(output);
                } catch (IllegalArgumentException e) {
                    throw notAMarket(question, e);
                }
            }
            case CallOutcome.Reverted _ -> throw notAMarket(question, null);
        };
    }

    private ChainException notAMarket(Question question, @Nullable Exception cause) {
        return ChainException.unexpected(
                "The contract "
                        + question.contract()
                        + " on "
                        + chain.rpc().endpoint()
                        + " does not answer "
                        + question.function().signature()
                        + " as this version of the market does: check the market's address and the"
                        + " network.",
                cause);
    }

    /// The market's events with these indexed values, in their places; an empty place lets any
    /// pass.
    List<EventLog> logs(String event, List<Optional<Bytes32>> indexed) {
        var topics = new ArrayList<List<Bytes32>>();
        topics.add(List.of(abi.market().event(event).topic()));
        indexed.forEach(it -> topics.add(it.stream().toList()));
        return chain.events(new EventFilter(market, topics), 0, chain.blockNumber()).value();
    }
}
