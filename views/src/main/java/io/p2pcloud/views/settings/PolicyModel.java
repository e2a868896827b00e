package io.p2pcloud.views.settings;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.CpuRule;
import io.p2pcloud.attestation.TcbVersion;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.ProofDesk;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is demanded of machines that prove themselves. The user can demand more, never less.
public final class PolicyModel extends ViewModel {
    private final ProofDesk desk;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<Loading<AttestationPolicy>> policy =
            new ReadOnlyObjectWrapper<>(new Loading.Reading<>(Texts.of("policy.reading")));

    public PolicyModel(ProofDesk desk, Background background, Notices notices) {
        super(background);
        this.desk = desk;
        this.notices = notices;
    }

    public ReadOnlyObjectProperty<Loading<AttestationPolicy>> policy() {
        return policy.getReadOnlyProperty();
    }

    /// Demands at least these levels of a processor from now on.
    public void raise(CpuRule rule, TcbVersion levels) {
        background()
                .run(
                        () -> {
                            desk.raise(rule, levels);
                            return desk.policy();
                        },
                        now -> {
                            policy.set(new Loading.Ready<>(now));
                            notices.say(Tone.SUCCESS, Texts.of("policy.raised", rule.name()));
                        },
                        notices::failed);
    }

    public void readAgain() {
        background()
                .run(
                        desk::policy,
                        now -> policy.set(new Loading.Ready<>(now)),
                        why -> policy.set(new Loading.Failed<>(why)));
    }

    @Override
    protected void start() {
        readAgain();
    }
}
