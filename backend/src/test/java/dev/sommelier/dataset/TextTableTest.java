package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void saysHowManyColumnsFitAndAlignsThose() {
        TextTable table = new TextTable(1, List.of("ID", "A", "B"));
        table.add(List.of("x", "0.5", "0.75"));
        assertThat(table.columnsWithin(13)).isEqualTo(3);
        assertThat(table.columnsWithin(12)).isEqualTo(2);
        assertThat(table.lines(2)).containsExactly("ID    A", "x   0.5");
        assertThat(table.lines()).containsExactly("ID    A     B", "x   0.5  0.75");
    }
}
