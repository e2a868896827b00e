package io.p2pcloud.views.market;

import io.p2pcloud.views.parts.Ui;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;

/// How many offers have each price, one bar a step; those outside of the wanted range are weak.
final class PriceBars extends Region {
    private static final double HEIGHT = 34;
    private static final double GAP = 2;

    private final MarketModel model;
    private final List<Region> bars = new ArrayList<>();

    PriceBars(MarketModel model) {
        this.model = model;
        Ui.high(this, HEIGHT);
        setMinWidth(0);
        setMouseTransparent(true);
        for (int i = 0; i < PriceScale.STEPS; i++) {
            bars.add(Ui.styled(new Region(), "price-bar"));
        }
        getChildren().setAll(bars);
        // The bars and the model live equally long.
        var _ = model.found().subscribe(_ -> show());
        model.from.addListener(_ -> show());
        model.to.addListener(_ -> show());
    }

    private void show() {
        for (int i = 0; i < bars.size(); i++) {
            boolean wanted = i >= model.from.get() && i < model.to.get();
            bars.get(i).getStyleClass().setAll("price-bar", wanted ? "wanted" : "weak");
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        var counts = model.found().get().scale().counts();
        double most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
        double width = getWidth() / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            double share = most == 0 ? 0 : counts.get(i) / most;
            double height = counts.get(i) == 0 ? 0 : Math.max(2, Math.round(share * getHeight()));
            double x = Math.round(i * width);
            bars.get(i)
                    .resizeRelocate(
                            x,
                            getHeight() - height,
                            Math.max(1, Math.round((i + 1) * width) - x - GAP),
                            height);
        }
    }
}
