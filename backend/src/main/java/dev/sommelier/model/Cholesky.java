package dev.sommelier.model;

/// The lower triangular `L` with `L Lᵀ = S`, for a symmetric positive definite `S` of `D × D`.
final class Cholesky {
    /// Column by column, each from the diagonal on, so that loops run along memory.
    private final double[][] columns;

    /// @param matrix `(D, D)`, of which the lower triangle is read; used up
    /// @throws IllegalArgumentException if it is not positive definite
    Cholesky(double[][] matrix) {
        int size = matrix.length;
        columns = new double[size][];
        for (int j = 0; j < size; j++) {
            double[] column = new double[size - j];
            for (int i = j; i < size; i++) {
                column[i - j] = matrix[i][j];
            }
            for (int k = 0; k < j; k++) {
                subtract(column, columns[k], j - k);
            }
            if (!(column[0] > 0) || Double.isInfinite(column[0])) {
                throw new IllegalArgumentException("the matrix is not positive definite");
            }
            scale(column, 1 / Math.sqrt(column[0]));
            columns[j] = column;
        }
    }

    private static void subtract(double[] column, double[] before, int offset) {
        double factor = before[offset];
        for (int i = 0; i < column.length; i++) {
            column[i] -= factor * before[offset + i];
        }
    }

    private static void scale(double[] column, double factor) {
        for (int i = 0; i < column.length; i++) {
            column[i] *= factor;
        }
    }

    /// `vᵀ S⁻¹ v` of each `v`. The matrix is larger than the caches next to a processor, so several at once cost little
    /// more than one.
    ///
    /// @param vectors each `(D)`; used up
    double[] squaredDistances(double[][] vectors) {
        double[] squares = new double[vectors.length];
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            for (int n = 0; n < vectors.length; n++) {
                double solved = vectors[n][j] / column[0];
                eliminate(vectors[n], j, solved, column);
                squares[n] += solved * solved;
            }
        }
        return squares;
    }

    private static void eliminate(double[] v, int j, double solved, double[] column) {
        for (int i = 1; i < column.length; i++) {
            v[j + i] -= solved * column[i];
        }
    }
}
