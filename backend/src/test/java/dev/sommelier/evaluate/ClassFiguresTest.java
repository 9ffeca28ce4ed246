package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFiguresTest {

    @Test
    void theMatrixHasARowForEachTrueClass() {
        Confusion confusion = Confusion.of(Told.six());
        assertThat(confusion.counts()).containsExactly(List.of(2, 0, 0), List.of(1, 1, 0), List.of(0, 1, 1));
        assertThat(confusion.right()).isEqualTo(4);
        assertThat(confusion.support(1)).isEqualTo(2);
        assertThat(confusion.predicted(0)).isEqualTo(3);
    }

    @Test
    void precisionRecallAndF1AreThoseOfTheTextbook() {
        List<ClassFigures> figures = ClassFigures.all(Confusion.of(Told.six()));
        assertThat(figures.getFirst().precision()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(figures.getFirst().recall()).isEqualTo(1);
        assertThat(figures.getFirst().f1()).isCloseTo(0.8, within(1e-12));
        assertThat(figures.get(1)).isEqualTo(new ClassFigures(2, 0.5, 0.5, Interval.wilson(1, 2), 0.5));
        assertThat(figures.get(2).precision()).isEqualTo(1);
        assertThat(figures.get(2).f1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(ClassFigures.macroF1(figures)).isCloseTo((0.8 + 0.5 + 2.0 / 3) / 3, within(1e-12));
    }

    @Test
    void whatHasNothingToDivideByIsNotANumberAndCountsNowhere() {
        Predictions oneClass = Told.predictions(new int[] {0, 0}, new float[] {0.9f, 0.1f}, new float[] {0.8f, 0.2f});
        List<ClassFigures> figures = ClassFigures.all(Confusion.of(oneClass));
        assertThat(figures.get(1).precision()).isNaN();
        assertThat(figures.get(1).recall()).isNaN();
        assertThat(figures.get(1).recallInterval().low()).isNaN();
        assertThat(ClassFigures.macroF1(figures)).isEqualTo(1);
    }
}
