/* OpenCV's LAPACK and BLAS, answered by the OpenBLAS that comes with NumPy.

   OpenCV asks for functions with 32-bit integers; NumPy's library has them with 64-bit integers and names of its own
   (scipy_..._64_).  Only the functions that OpenCV asks for are here. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef int64_t wide;

/* Copies 64-bit pivots into the caller's 32-bit array. */
static void narrow(const wide *from, int *to, wide count) {
    for (wide i = 0; i < count; i++) to[i] = (int)from[i];
}

static wide least(wide a, wide b) { return a < b ? a : b; }

/* LAPACK's number for "no memory" in LAPACKE. */
enum { NO_MEMORY = -1010 };

#define SOLVERS(t, type)                                                                                              \
    extern void scipy_##t##gesv_64_(wide *, wide *, type *, wide *, wide *, type *, wide *, wide *);                  \
    void t##gesv_(int *n, int *nrhs, type *a, int *lda, int *ipiv, type *b, int *ldb, int *info) {                    \
        wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, info_ = 0;                                             \
        wide *pivots = calloc(n_ > 0 ? n_ : 1, sizeof(wide));                                                         \
        if (!pivots) { *info = NO_MEMORY; return; }                                                                   \
        scipy_##t##gesv_64_(&n_, &nrhs_, a, &lda_, pivots, b, &ldb_, &info_);                                         \
        narrow(pivots, ipiv, n_);                                                                                     \
        free(pivots);                                                                                                 \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##getrf_64_(wide *, wide *, type *, wide *, wide *, wide *);                                 \
    void t##getrf_(int *m, int *n, type *a, int *lda, int *ipiv, int *info) {                                         \
        wide m_ = *m, n_ = *n, lda_ = *lda, info_ = 0, count = least(m_, n_);                                         \
        wide *pivots = calloc(count > 0 ? count : 1, sizeof(wide));                                                   \
        if (!pivots) { *info = NO_MEMORY; return; }                                                                   \
        scipy_##t##getrf_64_(&m_, &n_, a, &lda_, pivots, &info_);                                                     \
        narrow(pivots, ipiv, count);                                                                                  \
        free(pivots);                                                                                                 \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##posv_64_(char *, wide *, wide *, type *, wide *, type *, wide *, wide *, size_t);          \
    void t##posv_(char *uplo, int *n, int *nrhs, type *a, int *lda, type *b, int *ldb, int *info) {                   \
        wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, info_ = 0;                                             \
        scipy_##t##posv_64_(uplo, &n_, &nrhs_, a, &lda_, b, &ldb_, &info_, 1);                                        \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##potrf_64_(char *, wide *, type *, wide *, wide *, size_t);                                 \
    void t##potrf_(char *uplo, int *n, type *a, int *lda, int *info) {                                                \
        wide n_ = *n, lda_ = *lda, info_ = 0;                                                                         \
        scipy_##t##potrf_64_(uplo, &n_, a, &lda_, &info_, 1);                                                         \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##gels_64_(char *, wide *, wide *, wide *, type *, wide *, type *, wide *, type *, wide *,   \
                                    wide *, size_t);                                                                  \
    void t##gels_(char *trans, int *m, int *n, int *nrhs, type *a, int *lda, type *b, int *ldb, type *work,           \
                  int *lwork, int *info) {                                                                            \
        wide m_ = *m, n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, lwork_ = *lwork, info_ = 0;                   \
        scipy_##t##gels_64_(trans, &m_, &n_, &nrhs_, a, &lda_, b, &ldb_, work, &lwork_, &info_, 1);                   \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##geqrf_64_(wide *, wide *, type *, wide *, type *, type *, wide *, wide *);                 \
    void t##geqrf_(int *m, int *n, type *a, int *lda, type *tau, type *work, int *lwork, int *info) {                 \
        wide m_ = *m, n_ = *n, lda_ = *lda, lwork_ = *lwork, info_ = 0;                                               \
        scipy_##t##geqrf_64_(&m_, &n_, a, &lda_, tau, work, &lwork_, &info_);                                         \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##gesdd_64_(char *, wide *, wide *, type *, wide *, type *, type *, wide *, type *, wide *,  \
                                     type *, wide *, wide *, wide *, size_t);                                         \
    void t##gesdd_(char *jobz, int *m, int *n, type *a, int *lda, type *s, type *u, int *ldu, type *vt, int *ldvt,    \
                   type *work, int *lwork, int *iwork, int *info) {                                                   \
        wide m_ = *m, n_ = *n, lda_ = *lda, ldu_ = *ldu, ldvt_ = *ldvt, lwork_ = *lwork, info_ = 0;                   \
        wide count = 8 * least(m_, n_);                                                                               \
        wide *room = calloc(count > 0 ? count : 1, sizeof(wide));                                                     \
        (void)iwork; /* too small for 64-bit integers, and its content is of no use to the caller */                  \
        if (!room) { *info = NO_MEMORY; return; }                                                                     \
        scipy_##t##gesdd_64_(jobz, &m_, &n_, a, &lda_, s, u, &ldu_, vt, &ldvt_, work, &lwork_, room, &info_, 1);      \
        free(room);                                                                                                   \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_##t##geev_64_(char *, char *, wide *, type *, wide *, type *, type *, type *, wide *, type *,   \
                                    wide *, type *, wide *, wide *, size_t, size_t);                                  \
    void t##geev_(char *jobvl, char *jobvr, int *n, type *a, int *lda, type *wr, type *wi, type *vl, int *ldvl,       \
                  type *vr, int *ldvr, type *work, int *lwork, int *info) {                                           \
        wide n_ = *n, lda_ = *lda, ldvl_ = *ldvl, ldvr_ = *ldvr, lwork_ = *lwork, info_ = 0;                          \
        scipy_##t##geev_64_(jobvl, jobvr, &n_, a, &lda_, wr, wi, vl, &ldvl_, vr, &ldvr_, work, &lwork_, &info_, 1, 1); \
        *info = (int)info_;                                                                                           \
    }                                                                                                                 \
    extern void scipy_cblas_##t##gemm64_(int, int, int, wide, wide, wide, type, const type *, wide, const type *,     \
                                         wide, type, type *, wide);                                                   \
    void cblas_##t##gemm(int order, int trans_a, int trans_b, int m, int n, int k, type alpha, const type *a,         \
                         int lda, const type *b, int ldb, type beta, type *c, int ldc) {                              \
        scipy_cblas_##t##gemm64_(order, trans_a, trans_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);              \
    }

SOLVERS(s, float)
SOLVERS(d, double)

#define COMPLEX_PRODUCT(t)                                                                                            \
    extern void scipy_cblas_##t##gemm64_(int, int, int, wide, wide, wide, const void *, const void *, wide,           \
                                         const void *, wide, const void *, void *, wide);                             \
    void cblas_##t##gemm(int order, int trans_a, int trans_b, int m, int n, int k, const void *alpha, const void *a,  \
                         int lda, const void *b, int ldb, const void *beta, void *c, int ldc) {                       \
        scipy_cblas_##t##gemm64_(order, trans_a, trans_b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);              \
    }

COMPLEX_PRODUCT(c)
COMPLEX_PRODUCT(z)
