package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {
    @Test
    void measuresDistanceInTheInverseOfTheMatrix() {
        // The inverse of ((4, 2), (2, 3)) is ((3, -2), (-2, 4)) / 8.
        Cholesky cholesky = new Cholesky(new double[][] {{4, 2}, {2, 3}});
        assertThat(cholesky.squaredDistances(new double[][] {{1, 0}, {1, 2}}))
                .containsExactly(new double[] {3 / 8.0, (3 - 8 + 16) / 8.0}, within(1e-12));
    }

    @Test
    void refusesAMatrixThatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> new Cholesky(new double[][] {{1, 2}, {2, 1}}))
                .hasMessage("the matrix is not positive definite");
        assertThatThrownBy(() -> new Cholesky(new double[][] {{Double.NaN}}))
                .hasMessage("the matrix is not positive definite");
    }
}
